class Builder {
  a() {
    return this;
  }

  b() {
    return this;
  }
}
new Builder().a().b();
