def f():
    return 1

if (g := f):
    g()
