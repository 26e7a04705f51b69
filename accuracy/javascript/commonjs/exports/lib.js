exports.f = function () {};
module.exports.g = () => {};
