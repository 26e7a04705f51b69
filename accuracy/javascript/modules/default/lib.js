export default function start() {
  helper();
}
function helper() {}
