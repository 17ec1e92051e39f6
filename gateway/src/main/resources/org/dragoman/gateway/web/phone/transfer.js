// The window in which a call is given to somebody else.

import { $ } from './dom.js';
import { dial, entered } from './dialling.js';
import { tellError } from './notice.js';
import { line } from './stage.js';

let asking = null; // the call that it is about

$('transfer').onclick = () => {
  asking = line.active;
  $('transfer-number').value = '';
  $('transfer-dialog').showModal();
};

$('transfer-cancel').onclick = () => $('transfer-dialog').close();

function target() {
  const number = entered($('transfer-number').value);
  if (number) {
    $('transfer-dialog').close();
  } else {
    $('transfer-number').focus();
  }
  return number;
}

$('transfer-form').onsubmit = (event) => {
  event.preventDefault();
  const number = target();
  if (number) {
    asking?.transferTo(number).catch(tellError);
  }
};

$('transfer-ask').onclick = () => {
  const number = target();
  if (number) {
    dial(number);
  }
};
