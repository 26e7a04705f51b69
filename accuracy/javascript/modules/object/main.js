import api from './api';

api.load();
