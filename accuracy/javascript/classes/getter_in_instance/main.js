class Node {
  constructor(next) {
    this.link = next;
  }

  get next() {
    return this.link;
  }

  visit() {}
}
new Node(new Node()).next.visit();
