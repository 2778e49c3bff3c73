const here = new URL('/graphql', location.href)
const socket = new URL(here)
socket.protocol = here.protocol === 'https:' ? 'wss:' : 'ws:'

const query = `# GraphiQL of {title}.
# A field that needs a person takes a token. Write it below, under "Headers":
# { "authorization": "Bearer ..." }
# This one needs none.
{query}`

// The headers written under "Headers" are also sent when a socket is opened.
const fetcher = GraphiQL.createFetcher({ url: here.href, subscriptionUrl: socket.href })
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: query, shouldPersistHeaders: true }),
)
