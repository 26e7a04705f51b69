class V:
    def __getitem__(self, key):
        return key

V()['a']
