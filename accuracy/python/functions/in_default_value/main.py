def default():
    return 1

def f(x=default()):
    return x

f()
