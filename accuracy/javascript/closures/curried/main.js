const compose = (f) => (g) => () => f(g());
function a() {}
function b() {}
compose(a)(b)();
