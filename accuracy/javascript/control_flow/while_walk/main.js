class Item {
  constructor(next) {
    this.next = next;
  }

  visit() {}
}
let item = new Item(new Item(null));
while (item) {
  item.visit();
  item = item.next;
}
