"""`sayso serve` as a program of its own: where it listens, what it says, how it ends."""

import http.client
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.app.serving import served

from sayso import cli
from sayso.show.app import serve as serving


def ask(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def test_it_listens_on_this_machine_only_and_uses_the_network_for_nothing_else(project):
    with served(project) as server:
        port, key = server.port, server.key
        status, headers, body = ask(port, "/api/v1/claims", authorization=f"Bearer {key}")
        assert status == 200 and json.loads(body)["items"] and "server" not in headers
        for path in ("/", "/reports", "/api/v1/search?q=gannet"):
            assert ask(port, path, authorization=f"Bearer {key}")[0] == 200
    used = re.findall(r"^used (\S+) (.*)$", server.said, re.MULTILINE)
    assert used == [("socket.bind", "('127.0.0.1', 0)")]
    assert server.returncode == 0, "Ctrl-C is how it ends"


def test_the_address_opens_it_once_and_then_the_cookie_does(project):
    with served(project) as server:
        port, key = server.port, server.key
        assert ask(port, "/")[0] == 403 and ask(port, "/api/v1/claims")[0] == 401
        assert ask(port, "/", host=f"evil.example:{port}", authorization=f"Bearer {key}")[0] == 400
        status, headers, _ = ask(port, f"/?token={key}")
        cookie = headers["set-cookie"].partition(";")[0]
        assert status == 303 and cookie == f"sayso-{port}={key}"
        assert ask(port, "/", cookie=cookie)[0] == 200


def test_each_start_has_another_key(project):
    with served(project) as first, served(project) as second:
        assert first.key != second.key and len(first.key) >= 43
        assert ask(second.port, "/api/v1/status", authorization=f"Bearer {first.key}")[0] == 401
        assert ask(first.port, "/api/v1/status", authorization=f"Bearer {first.key}")[0] == 200


def test_a_port_that_is_taken_is_told(project):
    with served(project) as server:
        port = server.port
        command = [sys.executable, "-m", "sayso", "serve", str(project), "--no-browser", "--port", str(port)]
        second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (
        second.returncode == 2 and f"port {port} of 127.0.0.1 cannot be had" in second.stderr and "Traceback" not in second.stderr
    )


def test_a_chosen_port_is_used(project):
    with served(project) as first:
        pass
    with served(project, "--port", str(first.port)) as again:
        assert again.port == first.port
        assert ask(again.port, "/api/v1/status", authorization=f"Bearer {again.key}")[0] == 200


def test_a_project_that_is_not_there_yet_is_waited_for(tmp_path):
    with served(tmp_path / "later.sayso") as server:
        assert json.loads(ask(server.port, "/api/v1/status", authorization=f"Bearer {server.key}")[2])["state"] == "absent"


@pytest.mark.parametrize(("name", "code"), [("", 2), ("no-folder/x.sayso", 2), ("note.txt", 6)])
def test_what_cannot_be_a_project_is_told_at_once(tmp_path, capfd, name, code):
    (tmp_path / "note.txt").write_text("not a project")
    assert cli.main(["serve", str(tmp_path / name), "--no-browser"]) == code
    assert capfd.readouterr().err.startswith("sayso: ")


@pytest.mark.parametrize("package", ["fastapi", "uvicorn"])
def test_without_the_extra_the_line_that_adds_it_is_printed(project, package, monkeypatch, capfd):
    for name in [name for name in sys.modules if name.startswith("sayso.show.app")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    assert cli.main(["serve", str(project), "--no-browser"]) == 5
    assert "pip install 'sayso[app]'" in capfd.readouterr().err


def test_the_browser_is_led_by_a_file_that_only_its_user_can_read(monkeypatch):
    """Arguments of programs are seen by every user of the machine: the key must not be in them."""
    opened = []

    def open_browser(address):
        path = Path(address.removeprefix("file://"))
        opened.append((path, path.stat().st_mode & 0o777, path.read_text(encoding="utf-8")))

    monkeypatch.setattr(serving.webbrowser, "open", open_browser)
    with serving._opened("http://127.0.0.1:1/?token=secret"):
        pass
    ((path, mode, text),) = opened
    assert "secret" not in str(path) and mode == 0o600 and "url=http://127.0.0.1:1/?token=secret" in text and not path.exists()
