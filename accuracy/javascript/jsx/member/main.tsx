const ui = {
  Card(props: { show: () => void }) {
    props.show();
    return null;
  },
};
const show = () => {};
const props = { show };
<ui.Card {...props} />;
