"""How private a text is: judged on this machine, in Korean and English, layer by layer."""

from router_agent.sensitivity.assessment import Assessment, Finding, Level, Opinion
from router_agent.sensitivity.classifier import assess, classify

__all__ = ["Assessment", "Finding", "Level", "Opinion", "assess", "classify"]
