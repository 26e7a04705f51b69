exports.f = () => {};
exports.g = () => {};
