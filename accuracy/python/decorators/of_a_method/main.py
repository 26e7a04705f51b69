def deco(function):
    def wrapper(self):
        return function(self)
    return wrapper

class A:
    @deco
    def m(self):
        pass

A().m()
