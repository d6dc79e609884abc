import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { Api } from './lib/api';

const target = document.getElementById('app');
if (target !== null) mount(App, { target, props: { api: new Api() } });
