class V:
    def __add__(self, other):
        return self

V() + V()
