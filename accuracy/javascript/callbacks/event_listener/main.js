function onClick() {}
document.addEventListener('click', onClick);
window.addEventListener('load', () => onClick());
