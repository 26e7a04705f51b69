class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

with Lock():
    pass
