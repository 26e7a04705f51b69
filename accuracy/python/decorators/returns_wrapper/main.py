def deco(function):
    def wrapper():
        return function()
    return wrapper

@deco
def f():
    pass

f()
