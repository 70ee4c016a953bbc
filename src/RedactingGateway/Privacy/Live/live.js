// Shows, while the page is open, what became of this browser's requests. What comes is text and stays text.
'use strict';

const list = document.getElementById('list');
const state = document.getElementById('state');
const template = document.getElementById('request').content;
const stream = new EventSource(list.dataset.stream);
let count = list.childElementCount;

const show = request => {
  const article = template.cloneNode(true).querySelector('article');
  article.querySelector('h3').textContent = request.at;
  const outcome = article.querySelector('.outcome');
  outcome.textContent = request.outcome;
  outcome.className = 'outcome ' + (request.sent ? 'sent' : 'withheld');
  fill(article.querySelector('tbody'), request.fields, (row, field) => {
    const [name, what, became] = row.children;
    name.textContent = field.name;
    what.textContent = field.what;
    became.textContent = field.became;
  });
  article.querySelector('caption').textContent = request.caption;
  fill(article.querySelector('ul'), request.notes, (item, note) => { item.textContent = note; });
  if (!request.fields.length) article.querySelector('table').remove();
  if (!request.notes.length) article.querySelector('ul').remove();
  list.prepend(article);
};

// One copy of the first child for each item.
const fill = (parent, items, set) => {
  const [sample] = parent.children;
  for (const item of items) {
    const copy = sample.cloneNode(true);
    set(copy, item);
    parent.append(copy);
  }
  sample.remove();
};

stream.addEventListener('request', event => {
  document.getElementById('waiting')?.remove();
  show(JSON.parse(event.data));
  state.textContent = state.dataset.count.replace('{0}', ++count);
});

stream.addEventListener('end', () => {
  stream.close();
  list.replaceChildren();
  state.textContent = state.dataset.ended;
});
