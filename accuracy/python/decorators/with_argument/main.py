def deco(name):
    def inner(function):
        return function
    return inner

@deco('x')
def f():
    pass

f()
