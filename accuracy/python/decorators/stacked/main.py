def one(function):
    return function

def two(function):
    return function

@one
@two
def f():
    pass

f()
