def f():
    pass

a = b = f
a()
b()
