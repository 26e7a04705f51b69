interface Handlers {
  [name: string]: () => void;
}
const handlers = {
  run: () => {},
} satisfies Handlers;
handlers.run();
