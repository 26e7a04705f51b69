def f(x):
    return x

g = lambda x: f(x)
g(1)
