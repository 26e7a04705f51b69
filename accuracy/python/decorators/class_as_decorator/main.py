class Deco:
    def __init__(self, function):
        self.function = function

    def __call__(self):
        return self.function()

@Deco
def f():
    pass

f()
