_base_ = './gfl_r50_fpn_ms-2x_coco.py'

model = dict(
    backbone=dict(
        depth=101,
        dcn=dict(type='DCN', deform_groups=1, fallback_on_stride=False),
        stage_with_dcn=(False, True, True, True),
        init_cfg=dict(checkpoint='torchvision://resnet101')))
