function load() {
  request();
}
const request = () => {};
export default { load };
