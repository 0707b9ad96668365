"""The nginx configuration of deploy/, started before a real server."""

import re
import shutil
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import Server, free_port

CONFIG = Path(__file__).parents[3] / "deploy" / "nginx.conf"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="apt-get install nginx"),
]


def _config(folder: Path, server: Server, port: int) -> str:
    text = CONFIG.read_text("utf-8")
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{server.port}")
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}")
    text = re.sub(r"/etc/ssl/\w+/sporrapporten", str(folder / "site"), text)
    return (
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
        f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"{text} }}"
    )


def test_answers_come_through_nginx_with_tls(home: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", tmp_path / "site.key", "-out", tmp_path / "site.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    server, port = Server(home, "https://intranett.example"), free_port()
    server.start(REPORTQA_PROXIES="127.0.0.1")
    (tmp_path / "nginx.conf").write_text(_config(tmp_path, server, port))
    nginx = subprocess.Popen(
        ["nginx", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
    )
    try:
        trusted = ssl.create_default_context(cafile=str(tmp_path / "site.pem"))
        trusted.check_hostname = False
        request = urllib.request.Request(
            f"https://127.0.0.1:{port}/api/ask/stream",
            data=b'{"question": "Hva er budsjettet for tiltak 6?"}',
            headers={"Content-Type": "application/json"},
        )
        for _ in range(50):
            try:
                answer = urllib.request.urlopen(request, context=trusted, timeout=10)
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        assert "event: answer" in answer.read().decode()
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        front = f"https://127.0.0.1:{port}/"
        page = urllib.request.urlopen(front, context=trusted, timeout=10)
        assert f"{front}widget.js" in page.read().decode()  # not http, which a page blocks
        assert "max-age" in page.headers["strict-transport-security"]
    finally:
        nginx.terminate()
        nginx.wait(10)
        server.stop()
