def f(x):
    return x

list(map(f, [1]))
