def register(cls):
    return cls

@register
class A:
    def m(self):
        pass

A().m()
