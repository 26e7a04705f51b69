def f(x):
    return x

sorted([2, 1], key=f)
