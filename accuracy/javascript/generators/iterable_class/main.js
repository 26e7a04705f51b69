class Items {
  *[Symbol.iterator]() {
    yield a;
  }
}
function a() {}
for (const f of new Items()) f();
[...new Items()][0]();
