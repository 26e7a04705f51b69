export class Store {
  load() {}
}
