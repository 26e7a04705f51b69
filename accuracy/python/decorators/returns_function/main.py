def deco(function):
    return function

@deco
def f():
    pass

f()
