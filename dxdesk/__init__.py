"""DX人材デスク: the desk of officers who run a prefecture's digital-talent programme."""

__version__ = "0.1.0"
