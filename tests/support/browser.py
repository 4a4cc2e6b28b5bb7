"""A person at Airflow's web UI: headless Chromium, real clicks, pictures to look at afterwards."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.places import missing_tool, shown

PATIENCE = 40


def missing() -> str | None:
    """Why there is no browser here, if there is none."""
    return missing_tool("chromium", "chromedriver")


class Page:
    """One browser window."""

    def __init__(self, driver: webdriver.Chrome, base: str) -> None:
        self._driver, self._base = driver, base

    def open(self, path: str) -> None:
        self._driver.get(self._base + path)

    def find(self, css: str) -> WebElement:
        """Waits until it is there and can be clicked."""
        condition = expected_conditions.element_to_be_clickable((By.CSS_SELECTOR, css))
        return WebDriverWait(self._driver, PATIENCE).until(condition, f"no {css} on {self._driver.current_url}")

    def await_text(self, text: str) -> None:
        condition = expected_conditions.text_to_be_present_in_element((By.TAG_NAME, "body"), text)
        WebDriverWait(self._driver, PATIENCE).until(condition, f"no {text!r} on {self._driver.current_url}")

    def await_true(self, script: str) -> None:
        """Waits until the script returns true."""
        WebDriverWait(self._driver, PATIENCE).until(lambda driver: driver.execute_script(script), f"never true: {script}")

    def text(self) -> str:
        return self._driver.find_element(By.TAG_NAME, "body").text

    def click(self, css: str) -> None:
        self.find(css).click()

    def type(self, css: str, text: str) -> None:
        """Replaces what the field holds."""
        field = self.find(css)
        field.click()
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(Keys.DELETE)
        field.send_keys(text)

    def choose(self, field: str, option: str) -> None:
        """Picks an option of a form's list by its shown text."""
        box = self.find(f'div:has(> input[name="element_{field}"]) input[role=combobox]')
        box.send_keys(option)
        self.await_text(option)
        box.send_keys(Keys.ENTER)

    def log_in(self, user: str, password: str) -> None:
        self.open("/")
        self.type('input[name="username"]', user)
        self.type('input[name="password"]', password)
        self.click('button[type="submit"]')
        self.find('a[href="/dags"]')  # the session is there only once the page behind the login is

    def authorise(self, user: str, password: str) -> None:
        """Sends basic authentication along with every request."""
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._driver.execute_cdp_cmd("Network.enable", {})
        self._driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Authorization": f"Basic {token}"}})

    def size(self, width: int, height: int) -> None:
        """Makes the window's inside so large."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def as_printed(self, width: int) -> None:
        """Lays the page out as for paper of this width."""
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.size(width, 975)

    def run(self, script: str) -> Any:
        """What a script finds on the page."""
        return self._driver.execute_script(script)

    def picture(self, name: str) -> None:
        """Keeps what is seen now."""
        self._driver.save_screenshot(str(shown() / f"{name}.png"))


@contextmanager
def page(base: str) -> Iterator[Page]:
    """A fresh browser at this address; a picture is kept when the block fails."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "hide-scrollbars", "window-size=1400,1000"):
        options.add_argument("--" + argument)
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    window = Page(driver, base)
    try:
        yield window
    except BaseException:
        window.picture("browser-failure")
        raise
    finally:
        driver.quit()
