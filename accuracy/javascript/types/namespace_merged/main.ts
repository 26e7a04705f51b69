function f() {}
namespace f {
  export function helper() {}
}
f();
f.helper();
