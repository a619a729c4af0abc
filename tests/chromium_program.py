"""Chromium without what only its own window shows."""

from __future__ import annotations

OFF_FOR_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
"""What Playwright turns off: Chromium obeys the last list only, so that ours has to say all of it again."""

OFF_FOR_US = ("WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup")
"""What drops down from the address bar is a page of its own: for each reader of a test one that nobody sees, drawn in a
process that takes nearly half of the processor time of a short visit."""

WITHOUT_ITS_WINDOW = f"--disable-features={','.join((*OFF_FOR_PLAYWRIGHT, *OFF_FOR_US))}"
