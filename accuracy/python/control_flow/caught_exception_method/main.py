class Bad(Exception):
    def hint(self):
        pass

try:
    raise Bad()
except Bad as error:
    error.hint()
