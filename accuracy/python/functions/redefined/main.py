def g():
    pass

def f():
    pass

h = f
h()
