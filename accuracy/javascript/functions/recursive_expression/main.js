const f = function self(n) {
  if (n > 0) self(n - 1);
};
f(3);
