def f():
    pass

def same(x):
    return x

same(f)()
