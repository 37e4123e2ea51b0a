const path = require('node:path');

// Snapshots live in one folder at the top, named after the test: test/charts/minio.test.ts → __snapshots__/charts/minio.snap
module.exports = {
  resolveSnapshotPath: (testPath, extension) =>
    testPath
      .replace(`${path.sep}test${path.sep}`, `${path.sep}__snapshots__${path.sep}`)
      .replace(/\.test\.ts$/, extension),
  resolveTestPath: (snapshotPath, extension) =>
    `${snapshotPath.slice(0, -extension.length).replace(`${path.sep}__snapshots__${path.sep}`, `${path.sep}test${path.sep}`)}.test.ts`,
  testPathForConsistencyCheck: path.join('some', 'test', 'charts', 'minio.test.ts'),
};
