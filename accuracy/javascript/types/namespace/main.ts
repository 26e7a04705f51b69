namespace Tools {
  export function run() {
    helper();
  }
  function helper() {}
  export namespace Deep {
    export const go = () => run();
  }
}
Tools.run();
Tools.Deep.go();
import go = Tools.Deep.go;
go();
