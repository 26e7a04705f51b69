class Button {
  constructor() {
    this.handle = this.handle.bind(this);
  }

  handle() {
    this.log();
  }

  log() {}
}
const { handle } = new Button();
handle();
