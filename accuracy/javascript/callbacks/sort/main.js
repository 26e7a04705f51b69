const compare = (a, b) => a.rank() - b.rank();
const item = {
  rank() {
    return 1;
  },
};
[item, item].sort(compare);
