"""A server that answers as MLflow's registry does, as far as the DAGs ask."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit


class Registry(BaseHTTPRequestHandler):
    """One registered model with four versions, of which one has no alias; or an error, if the server has one set."""

    def do_GET(self):
        self.server.seen.append(self.headers.get("Authorization"))
        if self.server.error:
            return self.answer(*self.server.error)
        url = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if query["name"] not in self.server.models:
            return self.answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such model"})
        if url.path.endswith("/registered-models/get"):
            aliases = [
                {"alias": "production", "version": "1"},
                {"alias": "staging", "version": "3"},
                {"alias": "treatment", "version": "2"},
            ]
            return self.answer(200, {"registered_model": {"name": "telco_churn", "aliases": aliases}})
        folder = f"runs/telco_churn/run-{query['version']}-0123456{query['version']}"
        return self.answer(200, {"model_version": {"tags": [{"key": "churnflow.run_folder", "value": folder}]}})

    def do_DELETE(self):
        length = int(self.headers["Content-Length"])
        self.server.deleted.append((self.path, json.loads(self.rfile.read(length))["name"]))
        self.answer(200, {})

    def answer(self, code, body):
        content = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass
