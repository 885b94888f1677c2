// The README check reads the marks as they are meant, and finds what is not true.
import { expect } from 'chai';
import { checkedBlocks, falseStatements } from './readme.ts';

const markdown = `# Title
<!-- check: background -->
\`\`\`sh
npm ci && npm start
\`\`\`
Not marked:
\`\`\`sh
rm -rf /
\`\`\`
<!-- check: prints [Echo] Hello -->

\`\`\`sh
npm ci
echo Hello | npm run chat
\`\`\`
<!-- check -->
\`\`\`json
{}
\`\`\`
`;

describe('the README check', () => {
  it('takes marked shell blocks only, with what they must print, and leaves npm ci out', () => {
    expect(checkedBlocks(markdown)).to.deep.equal([
      { line: 2, background: true, prints: undefined, code: 'npm start\n' },
      { line: 10, background: false, prints: '[Echo] Hello', code: '\necho Hello | npm run chat\n' },
    ]);
  });

  it('finds settings, links and scripts that are not there', () => {
    const problems = falseStatements('See [the map](docs/map.md) and [how](package.json). `npm run nothing`, PORT');
    expect(problems).to.include('the link to docs/map.md leads nowhere');
    expect(problems).to.include('there is no script for npm run nothing');
    expect(problems).to.include('the setting GRPC_PORT is not mentioned');
    expect(problems.join()).not.to.match(/package\.json|setting PORT /);
  });
});
