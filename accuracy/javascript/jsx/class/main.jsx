class Panel {
  render() {
    return this.title();
  }

  title() {}
}
<Panel />;
