export default class {
  m() {}
}
