function Button() {
  return <b />;
}
const App = () => <Button />;
<App />;
